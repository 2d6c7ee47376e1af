/** Takes C0 controls and spaces off both ends; a regular expression would try every run of them to its end. */
function trimControls(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}

/** What is wrong with text that is not an absolute URL, in the words of the parser that pydantic uses. */
export function urlFault(text: string): string {
  const trimmed = trimControls(text).replace(/[\t\r\n]/g, "");
  if (trimmed === "") return "input is empty";
  const [, rest] = /^[a-z][a-z\d+.-]*:(.*)$/is.exec(trimmed) ?? [];
  if (rest === undefined) return "relative URL without a base";
  const authority = rest.replace(/^[\\/]*/, "").split(/[\\/?#]/)[0] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  if (host.startsWith("["))
    return /\][^:]|\]:.*\D/.test(host) ? "invalid port number" : "invalid IPv6 address";
  const [name = "", port] = host.split(":", 2);
  if (name === "") return "empty host";
  if (port !== undefined && (/\D/.test(port) || Number(port) > 65_535)) return "invalid port number";
  return /(?:^|\.)(?:\d+|0x[\da-f]*)\.?$/i.test(name)
    ? "invalid IPv4 address"
    : "invalid international domain name";
}
