/** How fast a replay may run, as screens offer it: seconds of the city in one of ours. */
export const REPLAY_SPEEDS = [1, 10, 60, 600] as const;
/** The fastest that is taken at all: an hour a second. */
export const REPLAY_SPEED_MOST = 3600;
