import { expect, it } from 'vitest';
import { isTrustedOrigin, servedOrigin } from './origin.ts';

it.each([
  ['the same LAN address', 'http://192.168.1.20:8080', 'http://192.168.1.20:8080', undefined, true],
  ['localhost', 'http://localhost:8080', 'http://localhost:8080/api/v1/me', undefined, true],
  ['another port', 'http://192.168.1.20:9090', 'http://192.168.1.20:8080', undefined, false],
  ['another site', 'https://evil.example', 'http://192.168.1.20:8080', undefined, false],
  ['a name that only begins alike', 'http://ops.city.evil.example', 'http://ops.city', undefined, false],
  ['a sandboxed page', 'null', 'http://localhost:8080', undefined, false],
  ['no origin', undefined, 'http://localhost:8080', undefined, false],
  ['PUBLIC_URL before a TLS proxy', 'https://ops.city', 'http://ops.city', 'https://ops.city/', true],
  ['plain HTTP where PUBLIC_URL is https', 'http://ops.city', 'http://ops.city', 'https://ops.city', false],
  ['PUBLIC_URL when the proxy rewrites Host', 'https://ops.city', 'http://127.0.0.1:8080', 'https://ops.city', true],
  ['a LAN address beside PUBLIC_URL', 'http://10.0.0.5:8080', 'http://10.0.0.5:8080', 'https://ops.city', true],
])('%s', (_case, origin, own, publicUrl, trusted) => {
  expect(isTrustedOrigin(origin, own, publicUrl)).toBe(trusted);
});

it('takes the scheme from PUBLIC_URL for its own host alone', () => {
  expect(servedOrigin('http://ops.city/x', 'https://ops.city')).toBe('https://ops.city');
  expect(servedOrigin('http://10.0.0.5:8080/x', 'https://ops.city')).toBe('http://10.0.0.5:8080');
});
