import { filePath } from '../../shared/files.ts';
import type { UploadedFile } from '../../shared/files-wire.ts';
import { acceptLanguage, toUrl } from './http.ts';
import { networkProblem, toProblem } from './problem.ts';

export const fileUrl = (incident: number, id: string): string => toUrl(filePath(incident, id));

/** One file as the body. By XMLHttpRequest, which alone tells how far an upload is. @throws ProblemError */
export function uploadFile(incident: number, file: File, onProgress: (share: number) => void): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', toUrl(`/incidents/${incident}/files`));
    request.setRequestHeader('accept-language', acceptLanguage());
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total));
    request.addEventListener('error', () => reject(networkProblem()));
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText) as UploadedFile);
      else void toProblem(new Response(request.responseText, { status: request.status })).then(reject);
    });
    request.send(file);
  });
}
