

# A page has no numbers of files for its standard streams: what is written by `sys.stdout` is all that there is to capture.
FDCapture, FDCaptureBinary = SysCapture, SysCaptureBinary
