/** Topics of which nothing is recorded, each with its reason. */
export const withoutExchanges: Readonly<Record<string, string>> = {
  async_tests: "its requests are those of other topics",
  graphql: "mounts a Python library",
  python_types: "teaches Python",
  sql_databases: "teaches a Python library",
  wsgi: "mounts programs for a Python interface",
};
