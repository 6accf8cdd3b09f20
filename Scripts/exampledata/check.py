def problems(r): return []
