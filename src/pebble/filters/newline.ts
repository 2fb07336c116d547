/** The newline a text uses: the first kind of these that it contains. reference: Kestra's IndentFilter */
export function newlineOf(text: string): string {
  return ["\r\n", "\n\r", "\n", "\r"].find((newline) => text.includes(newline)) ?? "\n";
}
