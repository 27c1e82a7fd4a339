import type { Bilingual, Language } from '../../shared/terms.ts';
import type { Problem } from '../../shared/wire.ts';

const PROBLEMS = {
  'auth.required': { status: 401, zh: '请先登录。', en: 'Please sign in.' },
  'auth.invalid': { status: 401, zh: '用户名或密码不正确。', en: 'User name or password is wrong.' },
  'auth.disabled': { status: 403, zh: '该账号已停用，请联系管理员。', en: 'This account is switched off. Ask your administrator.' },
  'auth.throttled': { status: 429, zh: '登录失败次数过多，请稍后再试。', en: 'Too many failed attempts. Try again later.' },
  'auth.origin': {
    status: 403,
    zh: '请求来自其他网站，已拒绝。若经由代理访问，请设置 PUBLIC_URL。',
    en: 'Refused: the request comes from another site. Behind a proxy, set PUBLIC_URL.',
  },
  'auth.sign-up-closed': {
    status: 403,
    zh: '不开放自行注册，账号由管理员用 guantong user add 创建。',
    en: 'There is no self-registration: an administrator adds users with guantong user add.',
  },
  'auth.unknown': { status: 404, zh: '没有这个登录接口。', en: 'There is no such sign-in endpoint.' },
  'request.invalid': { status: 400, zh: '请求格式不正确。', en: 'The request is not well formed.' },
  'user.exists': { status: 409, zh: '用户名已被占用。', en: 'The user name is taken.' },
  'user.unknown': { status: 404, zh: '没有这个用户。', en: 'There is no such user.' },
  'user.name-invalid': {
    status: 400,
    zh: '用户名须为 2 至 40 个字母、汉字、数字或 . _ -，并以字母、汉字或数字开头。',
    en: 'A user name has 2 to 40 letters, digits or . _ - and starts with a letter or digit.',
  },
  'user.password-length': { status: 400, zh: '密码长度不符合要求。', en: 'The password is too short or too long.' },
  'grant.invalid': { status: 400, zh: '角色或所属节点不正确。', en: 'The role or its node is not valid.' },
  'token.unknown': { status: 404, zh: '没有这个令牌。', en: 'There is no such token.' },
} as const satisfies Record<string, Bilingual & { status: number }>;

export type AuthProblemCode = keyof typeof PROBLEMS;

/** Sign-in or user administration said no: expected and typed like a `Rejection`, with both languages at hand. */
export class AuthProblem extends Error {
  override readonly name = 'AuthProblem';
  readonly code: AuthProblemCode;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly statusCode: number;
  constructor(code: AuthProblemCode, detail: Readonly<Record<string, unknown>> = {}) {
    super(PROBLEMS[code].en);
    this.code = code;
    this.detail = detail;
    this.statusCode = PROBLEMS[code].status;
  }
}

/** The body that a caller gets. */
export function toProblem({ code, detail }: Pick<AuthProblem, 'code' | 'detail'>, language: Language): Problem {
  const body = { code, message: PROBLEMS[code][language] };
  return Object.keys(detail).length === 0 ? body : { ...body, detail };
}

/** The language of ours that an `Accept-Language` header likes best; English when it names neither. */
export function languageOf(acceptLanguage: string | null | undefined): Language {
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const range of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const primary = tag.split('-')[0];
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = q === undefined ? 1 : Number(q.slice(2));
    if ((primary === 'zh' || primary === 'en') && weight > best.weight) best = { language: primary, weight };
  }
  return best.language;
}
