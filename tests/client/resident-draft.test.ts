import { describe, expect, test } from 'vitest';
import { answersGiven, asked, type Question, unanswered } from '../../client/resident/report/ask.ts';
import { emptyDraft, readDraft } from '../../client/resident/report/draft.ts';
import { findTroubles } from '../../client/resident/report/find-trouble.ts';
import { systemOf } from '../../client/resident/report/pin.ts';
import { reachable } from '../../client/resident/report/steps.ts';
import { shrunk } from '../../client/ui/shrink-photo.ts';

const day = 24 * 3600 * 1000;

describe('a draft', () => {
	test('is read as it was kept', () => {
		const kept = { ...emptyDraft(), mode: 'road.pothole', words: 'big', changedAt: 1000 };
		expect(readDraft(JSON.stringify(kept), 1000 + day)).toEqual(kept);
	});

	test('is forgotten after a week, and when it is cut off', () => {
		const kept = JSON.stringify({ ...emptyDraft(), mode: 'road.pothole', changedAt: 1000 });
		expect(readDraft(kept, 1000 + 8 * day).mode).toBeNull();
		expect(readDraft(kept.slice(0, -5), 1000).mode).toBeNull();
		expect(readDraft('{"mode":"road.pothole"}', 1000).mode).toBeNull();
	});

	test('has a key of its own that the server takes', () => {
		const [one, other] = [emptyDraft().key, emptyDraft().key];
		expect(one).toMatch(/^[\w.:-]{8,200}$/);
		expect(one).not.toBe(other);
	});

	test('lets nobody past a question whose answer the next one needs', () => {
		expect(reachable({ mode: null, place: null })).toBe(0);
		expect(reachable({ mode: 'road.pothole', place: null })).toBe(1);
		expect(reachable({ mode: 'road.pothole', place: { lon: 18, lat: -33, method: 'map-click' } })).toBe(3);
	});
});

const questions: Question[] = [
	{
		id: 'how-many',
		title: 'How many?',
		kind: 'choice',
		choices: [
			{ id: 'one', title: 'One' },
			{ id: 'street', title: 'The street' },
		],
		required: true,
	},
	{ id: 'houses', title: 'The houses too?', kind: 'yes-no', when: { question: 'how-many', is: 'street' } },
	{ id: 'since', title: 'Who is dark?', kind: 'yes-no', when: { question: 'houses', is: 'yes' } },
	{ id: 'depth', title: 'How deep?', kind: 'number' },
];

describe('the questions of a trouble', () => {
	test('appear when their condition is met, and a condition on a hidden question is not', () => {
		expect(asked(questions, {}).map(({ id }) => id)).toEqual(['how-many', 'depth']);
		expect(asked(questions, { 'how-many': 'street' }).map(({ id }) => id)).toEqual(['how-many', 'houses', 'depth']);
		expect(asked(questions, { 'how-many': 'one', houses: 'yes' }).map(({ id }) => id)).toEqual(['how-many', 'depth']);
	});

	test('send no answer to what is no longer asked, and numbers as numbers', () => {
		expect(answersGiven(questions, { 'how-many': 'one', houses: 'yes', depth: '1,5' })).toEqual({ 'how-many': 'one', depth: 1.5 });
	});

	test('say which of them must still be answered', () => {
		expect(unanswered(questions, {})).toEqual(['how-many']);
		expect(unanswered(questions, { 'how-many': 'one', depth: 'deep' })).toEqual(['depth']);
		expect(unanswered(questions, { 'how-many': 'street' })).toEqual([]);
	});
});

const services = [
	{ title: 'Street light is off', keywords: 'street light, lamp, dark, pole', group: 'Street lights' },
	{ title: 'Pothole', keywords: 'pothole, hole, road', group: 'Roads' },
	{ title: 'Geen water by my huis nie', keywords: 'geen water, kraan droog', group: 'Waterverbindings' },
	{ title: 'Paal staan skeef, reënwater', keywords: 'paal, reën', group: 'Straatligte' },
];

describe('finding a trouble', () => {
	const titles = (typed: string): string[] => findTroubles(services, typed).map(({ title }) => title);

	test('goes by title and by the words people use', () => {
		expect(titles('lamp')).toEqual(['Street light is off']);
		expect(titles('poth')).toEqual(['Pothole']);
		expect(titles('LAMP dark!')).toEqual(['Street light is off']);
	});

	test('puts a title before a word, and does not mind accents', () => {
		expect(titles('water')[0]).toBe('Geen water by my huis nie');
		expect(titles('reen')).toEqual(['Paal staan skeef, reënwater']);
	});

	test('understands a sentence of which half the words say something, and finds nothing in none', () => {
		expect(titles('the lamp is dark')).toEqual(['Street light is off']);
		expect(titles('zebra')).toEqual([]);
		expect(titles('  ')).toEqual([]);
	});
});

describe('what a device sends', () => {
	test('photos are made smaller by their longest side, never larger', () => {
		expect(shrunk(4000, 3000)).toEqual({ width: 1600, height: 1200 });
		expect(shrunk(3000, 4000)).toEqual({ width: 1200, height: 1600 });
		expect(shrunk(800, 600)).toEqual({ width: 800, height: 600 });
	});

	test('the kind of its receiver is told by its name', () => {
		expect(systemOf('Mozilla/5.0 (Linux; Android 9; SM-A105F)')).toBe('android');
		expect(systemOf('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0)')).toBe('ios');
		expect(systemOf('Mozilla/5.0 (X11; Linux x86_64)')).toBe('other');
	});
});
