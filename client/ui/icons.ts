/** Drawings of interface icons: one path each on a grid of 20 px, drawn as a stroke of 1.5 px by `Icon`. Import only those you use. */
export const search = 'M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM12.5 12.5 17 17';
export const list = 'M7 5h10M7 10h10M7 15h10M3 5h.01M3 10h.01M3 15h.01';
export const map = 'M3 5.5 7.5 3.5l5 2 4.5-2v11l-4.5 2-5-2L3 16.5ZM7.5 3.5v11M12.5 5.5v11';
export const pin = 'M10 17.5s5.5-5.2 5.5-9.3a5.5 5.5 0 0 0-11 0c0 4.1 5.5 9.3 5.5 9.3ZM10 10.2a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z';
export const camera =
	'M3 7.5A1.5 1.5 0 0 1 4.5 6h2L8 4h4l1.5 2h2A1.5 1.5 0 0 1 17 7.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 14.5ZM10 13.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5Z';
export const phone = 'M4 3.5h2.6l1.3 3.3-1.7 1.3a9 9 0 0 0 5.7 5.7l1.3-1.7 3.3 1.3V16a1.5 1.5 0 0 1-1.6 1.5A12.5 12.5 0 0 1 2.5 5.1 1.5 1.5 0 0 1 4 3.5Z';
export const mail = 'M3 5.5h14v9.5H3ZM3 6l7 5.5L17 6';
export const check = 'm4 10.5 4 4 8-9';
export const cross = 'm5 5 10 10M15 5 5 15';
export const arrowLeft = 'M16 10H4M9 5l-5 5 5 5';
export const arrowRight = 'M4 10h12M11 5l5 5-5 5';
export const chevronDown = 'm5 7.5 5 5 5-5';
export const chevronUp = 'm5 12.5 5-5 5 5';
export const chevronRight = 'm7.5 5 5 5-5 5';
export const undo = 'M4 8h8a4.5 4.5 0 0 1 0 9H8M7.5 4.5 4 8l3.5 3.5';
export const refresh = 'M16 10a6 6 0 1 1-1.8-4.3L16 7.5M16 3.5v4h-4';
export const warning = 'M10 3 2.5 16.5h15ZM10 8v4M10 14.25h.01';
export const info = 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 9.5v4M10 6.75h.01';
export const person = 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 16.5c.4-3 2.8-4.5 6-4.5s5.6 1.5 6 4.5';
export const sun =
	'M10 13.25a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.35 4.35l1.05 1.05M14.6 14.6l1.05 1.05M4.35 15.65l1.05-1.05M14.6 5.4l1.05-1.05';
export const moon = 'M16.5 12.2A7 7 0 1 1 7.8 3.5a5.5 5.5 0 0 0 8.7 8.7Z';
export const contrast = 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 3v14M13 4v12';
export const plus = 'M10 4v12M4 10h12';
export const download = 'M10 3v9.5M6 9l4 4 4-4M3.5 16.5h13';
export const share =
	'M13 6.5 7 9.3M7 10.9l6 2.7M14.75 7.25a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5.25 12.1a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM14.75 16.75a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z';
export const copy = 'M7 7h9.5v9.5H7ZM13 7V3.5H3.5V13H7';
export const trash = 'M3.5 5.5h13M8 5.5V3.5h4v2M5 5.5l.8 11h8.4l.8-11M8.5 8.5v5M11.5 8.5v5';
export const edit = 'M3.5 16.5 4.5 12.5 13.5 3.5l3 3-9 9ZM11.5 5.5l3 3';
export const send = 'M17 3 2.5 9l6 2.5L11 17.5ZM8.5 11.5 17 3';
export const locate = 'M10 14.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM10 2v3.5M10 14.5V18M2 10h3.5M14.5 10H18M10 10h.01';
export const table = 'M3 4.5h14v11H3ZM3 8.2h14M3 11.9h14M8 4.5v11';
export const bell = 'M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13ZM8.5 17.5h3';
export const lock = 'M5 9h10v8H5ZM7 9V6.5a3 3 0 0 1 6 0V9M10 12.25v1.5';
export const signOut = 'M8 3.5H4v13h4M8.5 10H17M13.5 6.5 17 10l-3.5 3.5';
export const polygon = 'm4 6.5 8-3 4.5 6-3 7-8.5-1ZM4 6.5h.01M12 3.5h.01M16.5 9.5h.01M13.5 16.5h.01M5 15.5h.01';
export const photo = 'M3 4h14v12H3ZM3 13l4-4 4 4 2.5-2.5L17 14M13.5 7.5h.01';
export const ward = 'm3 6 5-2.5 4 2L17 3.5V14l-5 2.5-4-2L3 16.5ZM8 3.5v11';
export const play = 'M6 4v12l10-6Z';
