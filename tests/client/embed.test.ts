import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { frameAddress, snippet, type Wish } from '../../client/embed/snippet.ts';

const wish: Wish = { view: 'report', ward: '', language: '', colour: '', theme: '', height: 640, how: 'script', title: 'Bo "Vallei" & Co' };

describe('the snippet for another website', () => {
	test('is a script or a frame with what was chosen, and nothing that was not', () => {
		expect(snippet('https://f.example', wish)).toBe(
			'<script src="https://f.example/embed.js" data-view="report" data-height="640" data-title="Bo &quot;Vallei&quot; &amp; Co" async></script>',
		);
		const ward = { ...wish, view: 'ward', ward: '3', language: 'xh', colour: '0d5c63', theme: 'dark', how: 'frame', title: 'Ward' } as const;
		expect(snippet('https://f.example', ward)).toContain('src="https://f.example/embed/ward/3?lang=xh&amp;colour=0d5c63&amp;theme=dark"');
		expect(frameAddress('https://f.example', { ...wish, view: 'map', ward: '3' })).toBe('https://f.example/embed/map?ward=3');
	});

	test('loads a script of at most 3 kB as it stands', () => {
		expect(readFileSync(new URL('../../client/public/embed.js', import.meta.url)).length).toBeLessThanOrEqual(3 * 1024);
	});
});
