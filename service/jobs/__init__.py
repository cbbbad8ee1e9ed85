"""Many documents at once (contract §9): a batch becomes a job, whose chunks a durable engine makes on one machine or many.

``engine`` is the one place that knows the engine (DBOS), ``store`` the one that knows the object store. What is kept of
a job lies in the store alone, below ``jobs/<id>/``: what was sent (``input/``), the documents, several in one object
(``packs/``), what became of each item (``manifests/``) and how many are ready (``counts/``). The engine's database
knows the ids of jobs and the numbers of their chunks, and nothing that anybody typed.

Each of these is written once, under a name that follows from what it holds or stands for; so a chunk that is made twice,
since its process was killed, leaves what it would have left the first time.
"""
