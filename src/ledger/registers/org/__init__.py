"""Who is who: the site, its people and what they may do, its teams, queues and seats."""
