/** So many characters may be searched for at once. */
export const SEARCH_MOST = 80;
