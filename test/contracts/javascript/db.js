/** @returns {string[]} */
export function getDb() {
  return [];
}
