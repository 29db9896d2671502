"""Template sets: what their manifests say, and where they are found."""
