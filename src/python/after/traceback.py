

# Only a program's own frames are shown: what lies in the library says nothing to its reader.

_all_frames = StackSummary._extract_from_extended_frame_gen


def _frames_of_the_program(klass, frames, **options):
    def of_the_program():
        for frame, position in frames:
            if not frame.f_code.co_filename.startswith("<frozen "):
                yield frame, position

    return _all_frames.__func__(klass, of_the_program(), **options)


StackSummary._extract_from_extended_frame_gen = classmethod(_frames_of_the_program)
