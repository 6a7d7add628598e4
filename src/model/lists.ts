/** Appends a value to the list of a key, which is begun where there is none: what `Map.groupBy` does, of which Node 20 has none. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
