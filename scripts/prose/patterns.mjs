/**
 * Avoided phrases, each with a reason and a better form. A phrase is added when a review finds it twice.
 *
 * @typedef {object} Pattern
 * @property {RegExp} phrase global and case-insensitive
 * @property {string} reason
 * @property {string} instead
 */

/** @type {readonly Pattern[]} */
export const PATTERNS = [
  {
    phrase: /(?<!\bthere )\b(?:is|are|was) no (?!longer\b|more\b|other\b|doubt\b|limit\b|config)/gi,
    reason: 'negation belongs to the verb: "x is no y" is not idiomatic',
    instead: '"x is not a y" or "invalid y x"',
  },
  {
    phrase:
      /\bthere (?:is|are|was|were) no (?:file|folder|rule|flow|asset|store|format|method|table|function|YAML)\b/gi,
    reason: "an existence sentence hides the subject",
    instead: '"no rule x" or "unknown rule x"',
  },
  {
    phrase: /\bwhat (?:becomes|became) of\b/gi,
    reason: "a relative clause instead of a noun",
    instead: 'the noun, such as "result" or "fate"',
  },
  {
    phrase:
      /(?<=^|[.!?:] )What\b(?=(?: [^.?!:]*)? (?:is|are|was|were|has|have|may|can|stands|belongs|needs|does)\b[^?]*[.!])/g,
    reason: '"What ..." as a subject makes the reader wait for the verb',
    instead: "a noun as the subject",
  },
  {
    phrase:
      /\b(?:and|or|of|by|with|to|from|names|for|than|reads?|writes?) what (?!is|are|does|do\b)(?:[a-z]+ ){0,3}(?:is|are|was|were|has|have|may|can|cannot|says?|tells?|writes?|reads?|makes?|follows?|stands?|changed)\b/gi,
    reason: '"what ..." stands for a noun that exists',
    instead: "the noun: assets, options, changes, declarations",
  },
  {
    phrase: /\b(?:is|are|was|be|been|not|cannot be) told\b|\btold (?:apart|otherwise|of)\b|\bunless told\b/gi,
    reason: '"told" is not a term of this field',
    instead: '"reported", "listed", "known" or "set"',
  },
  {
    phrase: /\bas if\b/gi,
    reason: "a comparison with an unreal case is harder than the fact",
    instead: "the fact itself, or one sentence with a noun",
  },
  {
    phrase: /\bperhaps\b/gi,
    reason: "too literary for a report",
    instead: '"possibly", or the condition',
  },
  {
    phrase: /\bsomebody else\b|\b(?:who|what|where)ever (?!possible)/gi,
    reason: "a vague pronoun hides the actor",
    instead: '"another user", "anybody who" or the condition',
  },
  {
    phrase: /\bhas to know\b|\bwho to tell\b/gi,
    reason: "a clause instead of a noun",
    instead: '"owners"',
  },
  {
    phrase: /\bstay(?:s|ed)? unknown\b(?= in| there)/gi,
    reason: "a clause instead of a noun",
    instead: '"known gaps"',
  },
  {
    phrase: /\b(?:say|says|said) (?:what|which|where|how|who|so|no\b|nothing|everything)/gi,
    reason: "texts do not speak",
    instead: '"describe", "list", "report", "explain" or "contain"',
  },
  {
    phrase: /\bknows? (?:no|nothing)\b/gi,
    reason: "programs do not know nothing",
    instead: '"unknown x"',
  },
  {
    phrase: /\bput(?:s)? (?:right|in quotes)\b/gi,
    reason: "a phrasal verb where a single verb exists",
    instead: '"fix" or "quote"',
  },
  {
    phrase: /\b(?:least|most) serious\b|\bgravest\b|\bhow grave\b/gi,
    reason: "the field's term is severity",
    instead: '"minimum severity", "most severe"',
  },
  {
    phrase: /\bmade (?:without|differently|from something)\b/gi,
    reason: "a description of an edge instead of the edge",
    instead: '"lost an input", "gained an input"',
  },
  {
    phrase: /\bsave (?:for |what |those |that )|\bsave where\b/gi,
    reason: "archaic",
    instead: '"except"',
  },
  {
    phrase: /\boutside of\b/gi,
    reason: "one word too many",
    instead: '"outside"',
  },
  {
    phrase: /\bbrings along\b|\bgoes first\b|\bstands? (?:beside|behind|in something|twice|where)\b/gi,
    reason: "a metaphor of place or movement",
    instead: '"includes", "takes precedence", "follows", "is a duplicate"',
  },
  {
    phrase: /\bcannot go together\b|\bexclude each other\b/gi,
    reason: "the usual words for options differ",
    instead: '"cannot be combined"',
  },
  {
    phrase: /\ba \w+ of (?:its|their|his|your|our) own\b/gi,
    reason: "four words for one",
    instead: '"its own x", "a separate x", "a custom x"',
  },
  {
    phrase: /\bparted\b/gi,
    reason: "git's term is merge base",
    instead: '"merge base of a and b"',
  },
  {
    phrase: /\b(?:the|a) rules? of the lint\b/gi,
    reason: "the noun phrase is shorter",
    instead: '"lint rule"',
  },
  {
    phrase: /\bwithout a word\b|\ball the same\b|\bin one row\b/gi,
    reason: "an idiom that few readers know",
    instead: '"silently", "still", "in sequence"',
  },
  {
    phrase: /\b(?:say|says|said) (?:it|theirs|its|so)\b|\bthat (?:do|does) not say\b/gi,
    reason: "texts do not speak",
    instead: '"contain", "set", "without x"',
  },
  {
    phrase: /\bstand(?:s)? (?:for|elsewhere|before|inside|in place|in code)\b|\bhand(?:s|ed)? (?:it )?on\b/gi,
    reason: "a metaphor of place or movement",
    instead: '"is", "selects", "precedes", "is inside", "replaces", "passes on"',
  },
  {
    phrase: /\b(?:goes?|going) on (?:with|in)\b|\bworked out\b|\bleaves? it open\b/gi,
    reason: "a phrasal verb where a single verb exists",
    instead: '"continues", "determined", "derived", "ambiguous"',
  },
  {
    phrase: /\b(?:is|are) not known(?= |[.:,;]|$)(?! to\b)/gi,
    reason: "the adjective is shorter",
    instead: '"unknown x"',
  },
  {
    phrase: /\bwas expected (?:here|to)\b|\bthere is to\b/gi,
    reason: "a passive clause where the verb alone is enough",
    instead: '"expected x"',
  },
  {
    phrase: /\bby a hair\b|\byardstick\b|\bin turn with\b|\band the like of\b/gi,
    reason: "an idiom",
    instead: "the plain fact",
  },
  {
    phrase: /\bwhere (?:it|that|they) can be\b|\bwhere a (?:property|part) in it\b/gi,
    reason: '"where" is a place, not a condition',
    instead: '"if"',
  },
  {
    phrase: /\b(?:finitely|endlessly|infinitely) many\b/gi,
    reason: "a mathematician's phrase",
    instead: '"a known set of x", "some of the known x"',
  },
  {
    phrase: /\b(?:words|text) that (?:proves?|shows?) (?:it|them)\b/gi,
    reason: "a clause instead of a noun",
    instead: '"evidence"',
  },
  {
    phrase: /\bThe exception are\b/g,
    reason: "the verb does not agree with its subject",
    instead: '"except that ..." or "the exceptions are"',
  },
];
