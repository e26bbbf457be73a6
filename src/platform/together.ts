/** How several that ask for the same kind of thing at the same moment are served. */
interface Shared<Asked, Answer> {
  /** What two that are served together must not have in common. */
  keysOf(asked: Asked): readonly string[];
  /** Serves one or several at once, all or none; undefined for one that is to be served alone. Must not wait for anybody else's lock. */
  together(all: readonly Asked[]): Promise<readonly (Answer | undefined)[]>;
  /** Serves one that could not be served with others, and may wait for what it needs. */
  alone(asked: Asked): Promise<Answer>;
  /** Whether this failure says that nothing was done for anybody, and that one of them may be the reason. */
  isRefusal(error: unknown): boolean;
}

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly keys: readonly string[];
  readonly done: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}

/** Groups under way at the same time: while the database serves one, the next is made ready. */
const lanes = 2;
/**
 * One group is one transaction: all of it is lost if the server dies in it, and nobody is answered before its end. So many must wait to go
 * as a second group; fewer wait for the first, and for others to come with them: what a group costs does not depend on how many it serves.
 */
const most = 16;
/**
 * Serves at once whoever comes while nobody else is served; those who come meanwhile are served together. So a server at rest answers
 * as quickly as it can, and a busy one does in a few statements for many what each would ask for in as many of its own.
 */
export function servedTogether<Asked, Answer>(shared: Shared<Asked, Answer>): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  let underWay = 0;

  /** The longest waiting, but for those that have something in common with one before them. */
  function nextGroup(): Waiting<Asked, Answer>[] {
    const taken = new Set<string>();
    const group: Waiting<Asked, Answer>[] = [];
    const left: Waiting<Asked, Answer>[] = [];
    for (const each of waiting) {
      const free = group.length < most && each.keys.every((key) => !taken.has(key));
      (free ? group : left).push(each);
      // Who waits for longer must not be overtaken for ever by those who share only some of its keys.
      for (const key of each.keys) taken.add(key);
    }
    waiting = left;
    return group;
  }

  async function serve(group: readonly Waiting<Asked, Answer>[]): Promise<void> {
    let answers: readonly (Answer | undefined)[] = [];
    try {
      answers = await shared.together(group.map(({ asked }) => asked));
    } catch (error) {
      if (!shared.isRefusal(error)) {
        for (const { fail } of group) fail(error);
        return;
      }
    }
    for (const [at, { asked, done, fail }] of group.entries()) {
      const answer = answers[at];
      // Nobody waits for those who are served alone.
      if (answer === undefined) void shared.alone(asked).then(done, fail);
      else done(answer);
    }
  }

  function goOn(): void {
    while (waiting.length >= (underWay === 0 ? 1 : most) && underWay < lanes) {
      underWay += 1;
      void serve(nextGroup()).finally(() => {
        underWay -= 1;
        goOn();
      });
    }
  }

  return (asked) =>
    new Promise((done, fail) => {
      waiting.push({ asked, keys: shared.keysOf(asked), done, fail });
      // After all that has arrived by now is read: those who come at the same moment are served together from the first.
      if (waiting.length === 1 || waiting.length === most) setImmediate(goOn);
    });
}
