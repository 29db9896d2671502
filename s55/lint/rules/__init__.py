"""The rules of 's55 template check', one module for each subject."""
