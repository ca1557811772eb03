import { heardClaims } from '@lab/stage/claims'

const test = 'src/takes-a-drone.test.ts'

export const claims = heardClaims([
  {
    says: 'A switch is easy to extend: one adds a case.',
    heard: 'code reviews',
    truth: 'false',
    why: 'One adds a case to each switch. The drone changes 3 of 3 functions that worked.',
    shownBy: {
      scene: 'switch-in-each-function',
      way: 'switch-in-each-function',
      observed: 'breaks',
    },
  },
  {
    says: 'An object for each case leaves what works alone.',
    heard: 'interview answers',
    truth: 'true',
    why: 'The drone is one object more, and 0 of 3 functions change.',
    shownBy: {
      scene: 'object-for-each-carrier',
      way: 'object-for-each-carrier',
      observed: 'holds',
    },
  },
  {
    says: 'Open for extension, closed for modification means that no file is changed.',
    heard: 'interview answers',
    truth: 'false',
    why: 'The list of carriers gets one line. What stays closed is the code that uses it.',
    shownBy: { test, title: 'gets one line more where the switches get six' },
  },
  {
    says: 'The compiler finds a case that was forgotten.',
    heard: 'interview answers',
    truth: 'depends',
    why: 'Only of a switch over a closed type without a default. Here the default answers, and the drone takes 3 days.',
    shownBy: {
      test,
      title: 'ships the drone in three days when one case is forgotten, without an error',
    },
  },
  {
    says: 'A default makes a switch safe.',
    heard: 'code reviews',
    truth: 'false',
    why: 'It hides what is unknown: a pigeon costs as much as a letter.',
    shownBy: { test, title: 'takes every unknown name for a letter' },
  },
  {
    says: 'A lookup has one place in which an unknown name is refused.',
    heard: 'code reviews',
    truth: 'true',
    why: 'All three functions ask it, and each throws a RangeError.',
    shownBy: { test, title: 'refuses an unknown name' },
  },
  {
    says: 'When the tests of the old carriers stay green, the change is right.',
    heard: 'code reviews',
    truth: 'depends',
    why: 'They show that letter and parcel answer as before. What the drone answers has to be asked, too.',
    shownBy: { test, title: 'notices when a letter costs another price afterwards' },
  },
  {
    says: 'Polymorphism needs classes and inheritance.',
    heard: 'interview answers',
    truth: 'false',
    why: 'Three plain objects with the same fields are enough.',
    shownBy: { scene: 'ways-compared', way: 'object-for-each-carrier', observed: 'holds' },
  },
])
