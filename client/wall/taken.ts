let isTakenNow = false;

/** Whether a new critical incident has the glass at this moment: nothing that can wait happens then. */
export const isTaken = (): boolean => isTakenNow;
export const setTaken = (taken: boolean): void => void (isTakenNow = taken);
