/** Milliseconds that a sequence which is always ready may keep the event loop to itself. */
export const turn = 10;

/** Calls back when what else there is to do in this turn of the event loop has been done. */
export const soon: (callback: () => void) => void =
  typeof setImmediate === "function" ? setImmediate : (callback) => setTimeout(callback, 0);
