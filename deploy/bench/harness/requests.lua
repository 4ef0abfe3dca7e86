-- For wrk: sends the requests of a file in turn, one a line: method, path, If-Match or nothing, body or nothing, separated by
-- tabs. BENCH_REQUESTS names the file, BENCH_HEADERS one with the header lines of all, BENCH_RESULT where to write the result.
local headers, requests, at = "", {}, 0
wrapped = 0
local threads = {}

function setup(thread) table.insert(threads, thread) end

function init(args)
  local file = assert(io.open(os.getenv("BENCH_HEADERS"), "rb"))
  headers = file:read("*a")
  file:close()
  for line in io.lines(os.getenv("BENCH_REQUESTS")) do
    local method, path, match, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t(.*)$")
    local head = method .. " " .. path .. " HTTP/1.1\r\n"
    local tail = "\r\n"
    if match ~= "" then tail = 'If-Match: "' .. match .. '"\r\n\r\n' end
    if body ~= "" then
      tail = tail:sub(1, -3) .. "Content-Type: application/json\r\nContent-Length: " .. #body .. "\r\n\r\n" .. body
    end
    requests[#requests + 1] = {head, tail}
  end
end

function request()
  at = at + 1
  if at > #requests then at, wrapped = 1, wrapped + 1 end
  local next = requests[at]
  return next[1] .. headers .. next[2]
end

function done(summary, latency)
  local again = 0
  for _, thread in ipairs(threads) do again = again + thread:get("wrapped") end
  local file = assert(io.open(os.getenv("BENCH_RESULT"), "w"))
  local errors = summary.errors
  file:write(string.format(
    '{"requests":%d,"microseconds":%d,"bytes":%d,"p50":%d,"p99":%d,"max":%d,"refused":%d,"broken":%d,"wrapped":%d}\n',
    summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99), latency.max,
    errors.status, errors.connect + errors.read + errors.write + errors.timeout, again))
  file:close()
end
