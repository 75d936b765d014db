/* pishkhan.exe: the Python of the folder it stands in, on our program.py, and nothing of the system's.
   A clerk who opens it sees no console; a command in a console answers there. */
#include <windows.h>
#include <wchar.h>

#define ROOM 32768
#define OURS 5

typedef int (*Main)(int, wchar_t **);

static int refuse(const wchar_t *path)
{
    MessageBoxW(NULL, path, L"Pishkhan", MB_ICONERROR);
    return 1;
}

int wmain(int count, wchar_t **words)
{
    static wchar_t folder[ROOM], library[ROOM], program[ROOM];
    DWORD alone, length = GetModuleFileNameW(NULL, folder, ROOM);
    if (length == 0 || length >= ROOM - 32)
        return refuse(L"?");
    *wcsrchr(folder, L'\\') = 0;
    swprintf(library, ROOM, L"%ls\\" PYTHON, folder);
    swprintf(program, ROOM, L"%ls\\lib\\program.py", folder);
    if (GetConsoleProcessList(&alone, 1) == 1)
        ShowWindow(GetConsoleWindow(), SW_HIDE);

    HMODULE python = LoadLibraryExW(library, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    Main run = python ? (Main)(void *)GetProcAddress(python, "Py_Main") : NULL;
    wchar_t **all = calloc(count + OURS, sizeof *all);
    if (!run || !all)
        return refuse(library);
    wchar_t *ours[OURS] = {words[0], L"-X", L"utf8", L"-B", program};
    memcpy(all, ours, sizeof ours);
    memcpy(all + OURS, words + 1, (count - 1) * sizeof *all);
    return run(count - 1 + OURS, all);
}
