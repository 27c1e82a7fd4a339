// House rules the linter does not bring: loaded by .oxlintrc.json.

const CLOCKS = new Map([
  ['Date', new Set(['now'])],
  ['performance', new Set(['now', 'timeOrigin', 'mark', 'measure'])],
  ['Math', new Set(['random'])],
  ['crypto', new Set(['randomUUID', 'getRandomValues', 'randomBytes', 'randomInt'])],
]);
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame']);

/**
 * The little of a syntax tree that is read here.
 * @typedef {{ type: string, name: string, computed?: boolean, object: Node, property: Node, callee: Node, arguments: Node[] }} Node
 * @typedef {{ report: (finding: { node: Node, message: string }) => void }} Context
 */

/** Time, ids and randomness are arguments of pure code: only then can everything be replayed. */
const pureOfTime = {
  /** @param {Context} context */
  create(context) {
    /** @param {Node} node @param {string} what */
    const refuse = (node, what) => context.report({ node, message: `${what}: time, ids and randomness are arguments here` });
    return {
      MemberExpression(/** @type {Node} */ node) {
        if (node.object.type !== 'Identifier' || node.computed) return;
        if (CLOCKS.get(node.object.name)?.has(node.property.name)) refuse(node, `${node.object.name}.${node.property.name}`);
      },
      NewExpression(/** @type {Node} */ node) {
        if (node.callee.type !== 'Identifier' || node.arguments.length > 0) return;
        if (node.callee.name === 'Date' || node.callee.name === 'TZDate') refuse(node, `new ${node.callee.name}() reads the clock`);
      },
      CallExpression(/** @type {Node} */ node) {
        if (node.callee.type !== 'Identifier') return;
        if (node.callee.name === 'Date' || TIMERS.has(node.callee.name)) refuse(node, `${node.callee.name}()`);
      },
    };
  },
};

/** `enum` is refused by the compiler (erasableSyntaxOnly); `declare enum` and `const enum` are refused here. */
const noEnum = {
  create: (/** @type {Context} */ context) => ({
    TSEnumDeclaration: (/** @type {Node} */ node) =>
      context.report({ node, message: 'no enum: a union of string literals says the same on the wire' }),
  }),
};

const plugin = { meta: { name: 'house' }, rules: { 'pure-of-time': pureOfTime, 'no-enum': noEnum } };
export default plugin;
