/** Which processes work on one city's data, as far as they must know of each other. */
export interface Presence {
  /** This process serves, until it leaves. Waits for a command that works alone. @throws Error where one server is all there may be */
  enter(onWait: () => void): Promise<void>;
  /** Other processes that serve. */
  others(): Promise<number>;
  /** Nobody serves and nobody may begin until the answer is called; null = somebody serves. */
  alone(): Promise<(() => Promise<void>) | null>;
  /** Is the clockwork (deadlines …) this process's? To be asked before each round: it moves when its holder dies. */
  holdsJobs(): Promise<boolean>;
  leave(): Promise<void>;
}
