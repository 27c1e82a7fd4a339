/** The requests under way: a process that ends lets them finish and takes no new ones. */
export interface OpenRequests {
  begin(): void;
  end(): void;
  isClosing(): boolean;
  /** From now on new ones are refused. Resolves when none is left, or after so long. */
  close(mostMs: number): Promise<void>;
}

export function openRequests(): OpenRequests {
  let count = 0;
  let isClosing = false;
  let tellNone: (() => void) | null = null;
  return {
    begin: () => void (count += 1),
    end() {
      count -= 1;
      if (count === 0) tellNone?.();
    },
    isClosing: () => isClosing,
    async close(mostMs) {
      isClosing = true;
      if (count === 0) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, mostMs);
        tellNone = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
