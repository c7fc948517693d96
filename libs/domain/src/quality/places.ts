/** West, south, east and north in degrees. */
type Box = readonly [west: number, south: number, east: number, north: number];

const COUNTRIES: Readonly<Record<string, Box>> = {
  KZ: [46.4, 40.5, 87.4, 55.5],
  CN: [73.4, 18.1, 135.1, 53.6],
};

// Rough boxes, meant to find points in another part of the country, not to draw borders.
const REGIONS: Readonly<Record<string, Box>> = {
  'KZ-10': [75.5, 46, 83.5, 51.7],
  'KZ-11': [65.3, 49.4, 75, 54],
  'KZ-15': [53.4, 44.8, 64.6, 51.4],
  'KZ-19': [73.3, 42, 81, 47],
  'KZ-23': [47.9, 44.8, 56, 49.4],
  'KZ-27': [46.3, 47.8, 55.4, 52],
  'KZ-31': [69, 42, 76.1, 46.8],
  'KZ-33': [76, 43.5, 82.8, 47.2],
  'KZ-35': [69.5, 45.7, 78, 51.5],
  'KZ-39': [59.6, 48, 67.8, 54.8],
  'KZ-43': [57.8, 42.6, 69.2, 48.2],
  'KZ-47': [49.7, 41, 57, 46.4],
  'KZ-55': [72.9, 49.6, 80.1, 54.7],
  'KZ-59': [65.4, 51.7, 74.5, 55.6],
  'KZ-61': [65.2, 40.4, 71.3, 46.5],
  'KZ-62': [63.8, 45.1, 72, 51.2],
  'KZ-63': [79.9, 46.5, 87.5, 51.5],
  'KZ-71': [70.9, 50.8, 72, 51.6],
  'KZ-75': [76.5, 42.9, 77.3, 43.6],
  'KZ-79': [69.2, 42, 70, 42.7],
};

interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

/** Whether a point lies outside its country, or outside all of its regions as far as their place is known here. */
export function isOutside(point: Point, country: string, regions: readonly string[]): boolean {
  const land = COUNTRIES[country];
  if (land !== undefined && !isWithin(point, land)) return true;
  const boxes = regions.map((region) => REGIONS[region]);
  return boxes.length > 0 && boxes.every((box) => box !== undefined && !isWithin(point, box));
}

const isWithin = ({ longitude, latitude }: Point, [west, south, east, north]: Box): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;
