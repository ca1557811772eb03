import { serveOnLoopback } from '@lab/wire/serve-on-loopback'
import type { LoopbackServer } from '@lab/wire/serve-on-loopback'
import express from 'express'
import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Queryable } from '../open-database.ts'

/** One way to answer `GET /posts?limit=20&after=...`. */
export type ListPosts = (db: Queryable) => RequestHandler

// As an error that no handler expects ends: what went wrong is for the log.
const unexpected: ErrorRequestHandler = (_error, _request, response, _next) =>
  void response.status(500).json({ error: 'Internal Server Error' })

/** Starts an Express application with one way, on a free port of loopback. */
export function openApi(db: Queryable, listPosts: ListPosts): Promise<LoopbackServer> {
  return serveOnLoopback(express().get('/posts', listPosts(db)).use(unexpected))
}
