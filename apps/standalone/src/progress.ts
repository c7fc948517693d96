/** Tells the person at the terminal what goes on, with the seconds since the start. */
export class Progress {
  private readonly started = performance.now();
  constructor(private readonly write: (line: string) => void) {}

  step(text: string): void {
    this.write(`${this.seconds().padStart(6)} s  ${text}`);
  }

  block(lines: readonly string[]): void {
    for (const line of lines) this.write(line);
  }

  seconds(): string {
    return ((performance.now() - this.started) / 1000).toFixed(1);
  }
}
