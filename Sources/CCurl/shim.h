// SPDX-License-Identifier: Apache-2.0
// What Swift cannot call of libcurl: functions with a variable number of arguments, here one for each type.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <signal.h>
#include <time.h>

static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

// For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION.
static inline CURLcode ccurl_set_receiver(CURL *handle, CURLoption option, curl_write_callback value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode ccurl_set_progress(CURL *handle, curl_xferinfo_callback value) {
    return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, value);
}

// Lets a name that does not resolve be left behind, where libcurl can.
static inline CURLcode ccurl_set_quick_exit(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
    return curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)handle;
    return CURLE_OK;
#endif
}

// http and https, for requests and for what they lead to.
static inline CURLcode ccurl_set_web_only(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075500
    CURLcode code = curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    return code ? code : curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
    long both = CURLPROTO_HTTP | CURLPROTO_HTTPS;
    CURLcode code = curl_easy_setopt(handle, CURLOPT_PROTOCOLS, both);
    return code ? code : curl_easy_setopt(handle, CURLOPT_REDIR_PROTOCOLS, both);
#endif
}

static inline long ccurl_get_long(CURL *handle, CURLINFO info) {
    long value = 0;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : 0;
}

static inline long long ccurl_get_length(CURL *handle, CURLINFO info) {
    curl_off_t value = -1;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? (long long)value : -1;
}

// The text lives as long as the handle's transfer.
static inline const char *ccurl_get_text(CURL *handle, CURLINFO info) {
    char *value = NULL;
    return curl_easy_getinfo(handle, info, &value) == CURLE_OK ? value : NULL;
}

// A connection that the other side closed raises SIGPIPE under TLS on Linux, which ends the process. It is held back in
// the thread that calls libcurl, and one that came is taken away; the process's own handling stays as it is.
#ifdef __linux__
static inline int ccurl_hold_pipe_signal(sigset_t *before) {
    sigset_t pipe, pending;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    int was_pending = sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe, before);
    return was_pending;
}

static inline void ccurl_release_pipe_signal(const sigset_t *before, int was_pending) {
    sigset_t pipe;
    struct timespec none = {0, 0};
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    if (!was_pending) { while (sigtimedwait(&pipe, NULL, &none) == SIGPIPE) {} }
    pthread_sigmask(SIG_SETMASK, before, NULL);
}
#else
static inline int ccurl_hold_pipe_signal(sigset_t *before) { (void)before; return 0; }
static inline void ccurl_release_pipe_signal(const sigset_t *before, int was) { (void)before; (void)was; }
#endif

static inline CURLcode ccurl_perform(CURL *handle) {
    sigset_t before;
    int was_pending = ccurl_hold_pipe_signal(&before);
    CURLcode code = curl_easy_perform(handle);
    ccurl_release_pipe_signal(&before, was_pending);
    return code;
}

static inline void ccurl_cleanup(CURL *handle) {
    sigset_t before;
    int was_pending = ccurl_hold_pipe_signal(&before);
    curl_easy_cleanup(handle);
    ccurl_release_pipe_signal(&before, was_pending);
}
