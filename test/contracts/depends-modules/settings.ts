export const getSettings = () => ({ url: "db:" });
