import { describe, expect, test } from "vitest";
import { parseCodeOwners } from "../../src/changes/codeowners.ts";

/** The examples and exceptions of GitHub's documentation. */
const FILE = `
# The last line that matches counts.
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats
/build/logs/ @doctocat
docs/* docs@example.com
apps/ @octocat
/docs/ @doctocat
/scripts/ @doctocat @octocat
**/logs @octocat-logs
/apps/ @octocat-apps
/apps/github
/apps/github/ours @doctocat
with\\ blank.yml @blank
!negated.js @nobody
[a-z].js @nobody
broken.js not-an-owner
`;

describe("owners by GitHub's rules", () => {
  const ownersOf = parseCodeOwners(FILE);
  test.each<[string, readonly string[]]>([
    ["README", ["@global-owner1", "@global-owner2"]],
    ["src/deep/a.js", ["@js-owner"]],
    ["a.go", ["docs@example.com"]],
    ["a.txt", ["@octo-org/octocats"]],
    ["build/logs/x/y.txt", ["@octocat-logs"]],
    ["other/build/logs.txt", ["@octo-org/octocats"]],
    ["docs/start.md", ["@doctocat"]],
    ["docs/build-app/trouble.md", ["@doctocat"]],
    ["other/docs/start.md", ["@global-owner1", "@global-owner2"]],
    ["x/apps/a.md", ["@octocat"]],
    ["apps/a.md", ["@octocat-apps"]],
    ["apps/github/a.md", []],
    ["apps/github/ours/a.md", ["@doctocat"]],
    ["deeply/nested/logs/a.md", ["@octocat-logs"]],
    ["with blank.yml", ["@blank"]],
    ["negated.js", ["@js-owner"]],
    ["b.js", ["@js-owner"]],
    ["broken.js", ["@js-owner"]],
    ["A.JS", ["@global-owner1", "@global-owner2"]],
  ])("given the path %s, when looked up, then the owners are %j", (path, owners) => {
    expect(ownersOf(path)).toEqual(owners);
  });

  test("given docs/*, when looked up, then only files directly in that folder match", () => {
    const owners = parseCodeOwners("docs/* @docs\n");
    expect([owners("docs/a.md"), owners("docs/sub/a.md")]).toEqual([["@docs"], []]);
  });

  test("given an escaped # and lone carriage returns, when looked up, then the one begins no pattern and the others end lines", () => {
    const owners = parseCodeOwners(
      "* @all\r\\#notes.yml @notes\r#x.yml @nobody\rb\\#.yml @b\r\nlast.yml @last",
    );
    expect(["#notes.yml", "\\#notes.yml", "x.yml", "last.yml"].map(owners)).toEqual([
      ["@all"],
      ["@all"],
      ["@all"],
      ["@last"],
    ]);
  });

  test("given a file of GitLab, when looked up, then nested groups are owners, and sections and roles are not read", () => {
    const owners = parseCodeOwners(
      "* @all\n[Data][2] @data\n^[Docs]\n*.md @@maintainer\nflows/ @group/sub/team @group/a.b/c-d/e\n",
    );
    expect(owners("flows/a.yml")).toEqual(["@group/sub/team", "@group/a.b/c-d/e"]);
    expect(owners("a.md")).toEqual(["@all"]);
  });

  test("given a file above GitHub's limit, when looked up, then there are no owners", () => {
    expect(parseCodeOwners(`* @all\n${"#".repeat(3 * 1024 * 1024)}`)("a")).toEqual([]);
  });
});
