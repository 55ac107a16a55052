"""HTTP, once for all services: what surrounds a route so that a route is only its command or its query.

`api.make_api` builds a service's FastAPI application; `transactional.Transactional` gives a route its transaction;
`dependencies` holds what a route may ask for in its signature. docs/decisions and `openapi` tell the rules that are met.
"""
