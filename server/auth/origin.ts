const originOf = (url: string | undefined): string | null => (url !== undefined && URL.canParse(url) ? new URL(url).origin : null);

/**
 * The origin a browser must have used to reach us: the request's own host, so that every LAN address works. Where that
 * host is PUBLIC_URL's, its scheme counts too: behind a TLS proxy our own end of the connection is plain HTTP.
 */
export function servedOrigin(requestUrl: string, publicUrl: string | undefined): string {
  const own = new URL(requestUrl);
  const published = originOf(publicUrl);
  return published !== null && new URL(published).host === own.host ? published : own.origin;
}

/** Only a page of the same origin, or of PUBLIC_URL, may act with a cookie. No origin at all is no browser page. */
export function isTrustedOrigin(origin: string | undefined, own: string, publicUrl: string | undefined): boolean {
  const asked = originOf(origin);
  if (asked === null || asked === 'null' || !URL.canParse(own)) return false;
  return asked === servedOrigin(own, publicUrl) || asked === originOf(publicUrl);
}
