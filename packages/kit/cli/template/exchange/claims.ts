import { heardClaims } from '@lab/stage/claims'

const test = 'src/delivers-the-order.test.ts'

export const claims = heardClaims([
  {
    says: 'After a 301 the client repeats its request at the new address.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A POST becomes a GET without a body in fetch of Node 26, as the Fetch standard says. The order is lost, and the client sees 200.',
    shownBy: { scene: 'moved-permanently', way: 'moved-permanently', observed: 'breaks' },
  },
  {
    says: '308 keeps method and body.',
    heard: 'interview answers',
    truth: 'true',
    why: 'RFC 9110 forbids the client to change the method. The order arrives as it was sent.',
    shownBy: { scene: 'permanent-redirect', way: 'permanent-redirect', observed: 'holds' },
  },
  {
    says: '307 is 302 with another number.',
    heard: 'code reviews',
    truth: 'false',
    why: '302 lets a POST become a GET, 307 does not: the order arrives with its body.',
    shownBy: { scene: 'temporary-redirect', way: 'temporary-redirect', observed: 'holds' },
  },
  {
    says: 'response.redirect(url) answers 301.',
    heard: 'code reviews',
    truth: 'false',
    why: 'Express 5.3 answers 302 when no status is given, and so loses a posted order as well.',
    shownBy: {
      test,
      title: 'answers 302 when no status is given, and the order is lost as well',
    },
  },
  {
    says: 'A 301 turns every request into a GET.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Only a POST. A PUT to the old path arrives as a PUT with its body.',
    shownBy: { test, title: 'leaves a PUT a PUT' },
  },
  {
    says: 'The query of the old address goes along by itself.',
    heard: 'code reviews',
    truth: 'false',
    why: 'The client sends what Location says, and nothing else.',
    shownBy: { test, title: 'keeps no query that the Location does not have' },
  },
  {
    says: 'A client that follows 308 can always send its body again.',
    heard: 'interview answers',
    truth: 'false',
    why: 'A body that is a stream has been read. fetch fails, and nothing arrives.',
    shownBy: { test, title: 'leaves a body that is a stream behind: fetch fails' },
  },
  {
    says: 'A redirect takes the Authorization field along.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Within one origin it does. To another host or port fetch of Node 26 leaves it out, and the request arrives without it.',
    shownBy: {
      test,
      title: 'takes the Authorization field to another path, and not to another port',
    },
  },
])
