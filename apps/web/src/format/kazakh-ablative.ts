// "More than" asks for the ablative in Kazakh, and its ending follows the last word that is read aloud.
const UNITS = ['-ден', '-ден', '-ден', '-тен', '-тен', '-тен', '-дан', '-ден', '-ден', '-дан'] as const;
const TENS = ['', '-нан', '-дан', '-дан', '-тан', '-ден', '-тан', '-тен', '-нен', '-нен'] as const;
const SCALES: Readonly<Record<string, string>> = { трлн: '-нан', млрд: '-тан', млн: '-нан' };

/** The ending of a formatted Kazakh number ("70" gives "-тен", "15 млрд" gives "-тан"). */
export function kazakhAblative(formatted: string): string {
  const scale = /\p{L}+$/u.exec(formatted)?.[0];
  if (scale !== undefined) return SCALES[scale] ?? '-ден';
  const digits = (formatted.includes(',') ? formatted.split(',')[1] : formatted)?.replace(/\D/g, '') ?? '';
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  const last = Number(digits.at(-1 - zeros) ?? 0);
  if (zeros === 0) return UNITS[last] ?? '-ден';
  if (zeros === 1) return TENS[last] ?? '-ден';
  // Hundred (жүз) softens the ending; thousand (мың) and million (миллион) share one.
  return zeros === 2 ? '-ден' : '-нан';
}
