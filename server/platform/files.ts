import type { RequestHandler } from 'express';
import multer from 'multer';
import { Problem } from './problem.ts';

/** A file as it was sent: what it claims to be is not believed. */
export interface Upload {
	field: string;
	name: string;
	buffer: Buffer;
}

export const maxFileBytes = 8 * 1024 * 1024;

/** Receives multipart/form-data: up to so many files of 8 MB in the part `photos`, and plain fields. JSON bodies pass by. */
export function uploads(files: number): RequestHandler {
	const receive = multer({
		storage: multer.memoryStorage(),
		limits: { files, fileSize: maxFileBytes, fields: 50, fieldSize: 64 * 1024, fieldNameSize: 100, parts: files + 50 },
	}).array('photos', files);
	return reading(receive);
}

/** Receives multipart/form-data whose files come under whatever names: for forms that others have thought out. */
export function anyUploads(files: number): RequestHandler {
	const receive = multer({
		storage: multer.memoryStorage(),
		limits: { files, fileSize: maxFileBytes, fields: 200, fieldSize: 64 * 1024, fieldNameSize: 200, parts: files + 200 },
	}).any();
	return reading(receive);
}

/** A form that cannot be read is the sender's trouble. */
function reading(receive: RequestHandler): RequestHandler {
	return (request, response, next) =>
		receive(request, response, (error?: unknown) =>
			next(error === undefined || error instanceof multer.MulterError ? error : new Problem('bad-input', 'The form could not be read.')),
		);
}

/** Receives multipart/form-data with one piece of a large file in the part `content`, and plain fields. */
export function piece(bytes: number): RequestHandler {
	const receive = multer({
		storage: multer.memoryStorage(),
		limits: { files: 1, fileSize: bytes, fields: 5, fieldSize: 1024, fieldNameSize: 100, parts: 6 },
	}).single('content');
	return reading(receive);
}

/** The piece of a large file that came with a request. */
export const pieceOf = (request: { file?: { buffer: Buffer } | undefined }): Buffer | undefined => request.file?.buffer;

/** The files that came with a request. */
export const filesOf = (request: { files?: unknown }): Upload[] =>
	((request.files ?? []) as Express.Multer.File[]).map(({ fieldname, originalname, buffer }) => ({ field: fieldname, name: originalname, buffer }));
