import { concept } from '@lab/stage'

const manifest = {
  name: '@lab/kills-its-parent',
  lab: { title: 'One scene', question: 'Who hears it?', needs: [] },
}

export const demo = concept(manifest, {
  open: async () => ({}),
  scenes: [
    {
      id: 'only',
      title: 'What is said after the parent has gone',
      async play(stage) {
        const parent = process.ppid
        process.kill(parent, 'SIGKILL')
        // The event loop must not hear of it before something is sent.
        const idle = new Int32Array(new SharedArrayBuffer(4))
        while (process.ppid === parent) Atomics.wait(idle, 0, 0, 5)
        await stage.say('Is anybody there?')
      },
    },
  ],
})
