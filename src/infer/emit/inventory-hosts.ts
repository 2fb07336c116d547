/**
 * The hosts of an Ansible inventory: the first word of each line outside the sections of variables and children.
 * Ranges such as `web[01:20]` are left out. Source: Kestra's AnsibleCLI, which emits the same.
 */
export function inventoryHosts(text: string): readonly string[] {
  const hosts = new Set<string>();
  let skipped = false;
  for (const line of text.split("\n").map((lineText) => lineText.trim())) {
    if (line.startsWith("[")) skipped = /:(?:vars|children)\]/.test(line);
    else if (!skipped && !/^[#;]/.test(line)) {
      const [host = ""] = line.split(/\s+/);
      if (/^[a-zA-Z0-9][a-zA-Z0-9._-]*$/.test(host)) hosts.add(host);
    }
  }
  return [...hosts];
}
