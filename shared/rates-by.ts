/** What rates are told apart by, beside the children of an area; the category is the one that an incident has now. */
export const RATES_BY = ['category', 'department', 'severity'] as const;
export type RatesBy = (typeof RATES_BY)[number];
