import { expect, it } from 'vitest';
import { consentIn, spelled } from '../../client/console/intake/aloud.ts';

it('a ticket is spelled letter by letter, its digits in the language of whoever calls', () => {
	expect(spelled('BLV-7f3', 'en')).toEqual(['Bravo', 'Lima', 'Victor', 'seven', 'Foxtrot', 'three']);
	expect(spelled('BLV-70', 'af')).toEqual(['Bravo', 'Lima', 'Victor', 'sewe', 'nul']);
	expect(spelled('9', 'xh')).toEqual(['lithoba']);
	expect(spelled('1', 'zu')).toEqual(['one']);
});

it('whoever calls is asked for consent in a language that we have', () => {
	expect(new Set(['en', 'af', 'xh', 'zu'].map(consentIn)).size).toBe(3);
});
