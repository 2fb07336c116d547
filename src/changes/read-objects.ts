import { type Git, PARTIAL_HINT, runGit } from "./git.ts";
import { GitError } from "./git-error.ts";

/** Few enough to fit in memory, many enough to amortize the start of git. */
const BATCH = 2000;

/**
 * The contents of objects, by name. Reads only the object store, without checkouts or filters. Throws a GitError for a
 * missing or damaged object.
 *
 * @param hashes full names, validated by the caller
 * @param nameOf name of an object in messages: `flows/a.yml`
 */
export async function* readObjects(
  git: Git,
  hashes: Iterable<string>,
  nameOf: (hash: string) => string,
): AsyncGenerator<readonly [hash: string, bytes: Buffer]> {
  const distinct = [...new Set(hashes)];
  for (let at = 0; at < distinct.length; at += BATCH) {
    yield* readBatch(git, distinct.slice(at, at + BATCH), nameOf);
  }
}

async function* readBatch(
  git: Git,
  hashes: readonly string[],
  nameOf: (hash: string) => string,
): AsyncGenerator<readonly [string, Buffer]> {
  const result = await runGit(git, ["cat-file", "--batch", "--buffer"], {
    input: hashes.map((hash) => `${hash}\n`),
  });
  const { stdout } = result;
  let at = 0;
  for (const hash of hashes) {
    // <object> SP <type> SP <size> LF <contents> LF, or <object> SP missing LF
    const end = stdout.indexOf(0x0a, at);
    const header = end < 0 ? "" : stdout.toString("latin1", at, end);
    const match = /^[0-9a-f]+ \w+ (\d+)$/.exec(header);
    const size = Number(match?.[1]);
    const start = end + 1;
    if (match === null || start + size > stdout.length)
      throw unreadable(git, hash, nameOf(hash), header, result);
    yield [hash, stdout.subarray(start, start + size)];
    at = start + size + 1;
  }
}

function unreadable(
  { isPartial }: Git,
  hash: string,
  name: string,
  header: string,
  result: Awaited<ReturnType<typeof runGit>>,
): GitError {
  // git also reports damaged objects as missing, with details on stderr.
  const isMissing = header.endsWith("missing") && !/corrupt|inflate|unpack|mismatch/i.test(result.stderr);
  const why = isMissing ? "it is missing from the repository" : "it is damaged";
  return new GitError(
    "unreadable-object",
    `git cannot read "${name}" (object ${hash.slice(0, 12)}): ${why}`,
    isMissing && isPartial
      ? PARTIAL_HINT
      : "Check the repository with `git fsck`; repair it with a fresh clone or `git fetch --refetch`.",
  );
}
