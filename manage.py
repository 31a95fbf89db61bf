#!/usr/bin/env python3
"""Runs the management commands."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SECRET_KEY", "a throwaway key for commands that serve no pages")
os.environ.setdefault("DATABASE_URL", "postgresql:///no-database")
os.environ.setdefault("REDIS_URL", "redis://localhost:6379/0")

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
