import type { JsonValue } from '#contracts';
import type { Column } from './column.js';

type Path = Column['path'];
type Key = Path[number];
type Tree = Map<Key, Tree | JsonValue>;

/** The input of a command, put together from cells, that knows which column each part of it came from. */
export class InputTree {
  private readonly root: Tree = new Map();

  constructor(private readonly columns: readonly Column[]) {}

  has(path: Path): boolean {
    return valueAt(this.root, path) !== undefined;
  }

  set(path: Path, value: JsonValue): void {
    let node = this.root;
    for (const key of path.slice(0, -1)) {
      const next = node.get(key);
      const tree: Tree = next instanceof Map ? next : new Map<Key, Tree | JsonValue>();
      node.set(key, tree);
      node = tree;
    }
    node.set(path.at(-1) ?? '', value);
  }

  toJson(): JsonValue {
    return jsonOf(this.root);
  }

  /**
   * Column of the part that a JSON pointer into the input names: its own, else that of the nearest part around it,
   * else the first of the parts within it; null when no column is near.
   */
  columnAt(pointer: string): string | null {
    const path = this.givenPath(pointer.split('/').slice(1));
    const within = (inner: Path, outer: Path) => outer.every((key, index) => inner[index] === key);
    const around = this.columns
      .filter((column) => column.path.length > 0 && within(path, column.path))
      .reduce<Column | undefined>(
        (best, next) => ((best?.path.length ?? 0) < next.path.length ? next : best),
        undefined,
      );
    const inside = path.length === 0 ? undefined : this.columns.find((column) => within(column.path, path));
    return (around ?? inside)?.name ?? null;
  }

  /** Places in lists are those of the input, where empty ones are closed up: here they are the columns' again. */
  private givenPath(segments: readonly string[]): Key[] {
    const path: Key[] = [];
    let node: Tree | JsonValue | undefined = this.root;
    for (const segment of segments) {
      const tree: Tree = node instanceof Map ? node : new Map<Key, Tree | JsonValue>();
      const key: Key = isList(tree) ? (placesOf(tree)[Number(segment)] ?? Number(segment)) : segment;
      path.push(key);
      node = tree.get(key);
    }
    return path;
  }
}

function valueAt(root: Tree, path: Path): Tree | JsonValue | undefined {
  let node: Tree | JsonValue | undefined = root;
  for (const key of path) node = node instanceof Map ? node.get(key) : undefined;
  return node;
}

const isList = (tree: Tree): boolean =>
  tree.size > 0 && [...tree.keys()].every((key) => typeof key === 'number');
const placesOf = (tree: Tree): number[] => [...tree.keys()].map(Number).sort((left, right) => left - right);

function jsonOf(node: Tree | JsonValue | undefined): JsonValue {
  if (!(node instanceof Map)) return node ?? null;
  if (isList(node)) return placesOf(node).map((place) => jsonOf(node.get(place)));
  return Object.fromEntries([...node].map(([key, value]) => [String(key), jsonOf(value)]));
}
