@rem npm scripts say "exec node ..." so that a signal sent to npm reaches Node; cmd.exe has no exec of its own.
@%*
