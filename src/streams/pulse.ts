/** Somebody who wants to hear of a silence. */
export interface Quiet {
  /** When something was last heard, by the pulse's clock. */
  heard: number;
  /** Called in the silence. */
  beat(): void;
}

/** How many times in a silence the pulse looks at the clock. */
const looks = 8;

/** One timer for all who wait for a silence of the same length. */
export class Pulse {
  static readonly #pulses = new Map<number, Pulse>();

  /** The pulse for a silence of so many milliseconds. */
  static of(milliseconds: number): Pulse {
    let pulse = this.#pulses.get(milliseconds);
    if (!pulse) {
      pulse = new Pulse(milliseconds);
      this.#pulses.set(milliseconds, pulse);
    }
    return pulse;
  }

  readonly #milliseconds: number;
  readonly #members = new Set<Quiet>();
  #timer: NodeJS.Timeout | undefined = undefined;
  #now: number = performance.now();

  private constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** The time in milliseconds, as it was when the pulse last looked. */
  get now(): number {
    return this.#now;
  }

  /** Begins to call a member's `beat` before each silence of that length is over. */
  join(member: Quiet): void {
    this.#timer ??= setInterval(() => this.#look(), this.#milliseconds / looks);
    this.#now = performance.now();
    member.heard = this.#now;
    this.#members.add(member);
  }

  leave(member: Quiet): void {
    if (!this.#members.delete(member) || this.#members.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    Pulse.#pulses.delete(this.#milliseconds);
  }

  #look(): void {
    this.#now = performance.now();
    const since = this.#now - this.#milliseconds * (1 - 1 / looks);
    for (const member of this.#members) {
      if (member.heard > since) continue;
      member.heard = this.#now;
      member.beat();
    }
  }
}
