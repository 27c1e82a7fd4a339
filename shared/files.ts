/** What may be kept beside an incident: what every browser shows, and documents. */
export const FILE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type FileType = (typeof FILE_TYPES)[number];
export const isImage = (mediaType: string): boolean => mediaType.startsWith('image/');

/** Where an incident's file is read, beside `/incidents/{id}`: its address is its content, so it may be kept for ever. */
export const filePath = (incident: number, id: string): string => `/incidents/${incident}/files/${id}`;
