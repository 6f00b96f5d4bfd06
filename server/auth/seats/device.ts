const programs: readonly (readonly [RegExp, string])[] = [
	[/\bEdgA?\//, 'Edge'],
	[/\b(OPR|Opera)\//, 'Opera'],
	[/\bSamsungBrowser\//, 'Samsung Internet'],
	[/\bFirefox\/|\bFxiOS\//, 'Firefox'],
	[/Chrome\/|\bCriOS\//, 'Chrome'],
	[/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
	[/\bAndroid\b/, 'Android'],
	[/\b(iPhone|iPad|iPod)\b/, 'iOS'],
	[/\bWindows\b/, 'Windows'],
	[/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
	[/\bCrOS\b/, 'ChromeOS'],
	[/\bLinux\b/, 'Linux'],
];
const first = (known: readonly (readonly [RegExp, string])[], it: string): string[] => {
	const found = known.find(([sign]) => sign.test(it));
	return found ? [found[1]] : [];
};

/** A browser as people know it: "Firefox, Windows"; empty where it says nothing we know. */
export const deviceOf = (userAgent: string | undefined): string => [...first(programs, userAgent ?? ''), ...first(systems, userAgent ?? '')].join(', ');

/** The beginning of an address in the network: whose network it is, not whose device. */
export function networkOf(ip: string | undefined): string {
	const plain = (ip ?? '').replace(/^::ffff:/i, '');
	if (/^\d+(\.\d+){3}$/.test(plain)) return `${plain.split('.').slice(0, 2).join('.')}.…`;
	const groups = plain.split('::')[0]?.split(':').filter(Boolean).slice(0, 2) ?? [];
	return groups.length > 0 ? `${groups.join(':')}:…` : '';
}
