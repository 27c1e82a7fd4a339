/** A rule was changed, or another process has read on: what was judged is void and will be judged anew. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}
