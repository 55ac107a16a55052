"""`python -m deploy.local`. Ctrl-C ends it in order at any time, also while Python is still reading the packages."""

if __name__ == "__main__":
    try:
        from deploy.local.command import app

        app()
    except KeyboardInterrupt:
        raise SystemExit(0) from None
