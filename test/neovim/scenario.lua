-- The scenario of run.sh, for Neovim 0.7 and later. Quits Neovim with exit code 1 at the first failure.

local function fail(message)
  io.stderr:write(message .. "\n")
  vim.cmd("cquit 1")
end

local function expect(name, actual, expected)
  if not vim.deep_equal(actual, expected) then
    fail(name .. ": expected " .. vim.inspect(expected) .. ", got " .. vim.inspect(actual))
  end
end

local function await(name, condition)
  if not vim.wait(20000, condition, 50) then fail("no " .. name .. " within 20 seconds") end
end

-- Runs the documented configuration: the first block is for Neovim 0.11 and later, the second for earlier versions.
local page = io.open(vim.env.ASSETS_DOCS):read("*a")
local blocks = {}
for block in page:gmatch("```lua\n(.-)```") do table.insert(blocks, block) end
expect("configurations in the documentation", #blocks, 2)
assert(loadstring(blocks[vim.fn.has("nvim-0.11") == 1 and 1 or 2]))()

local buffer = vim.api.nvim_get_current_buf()
vim.bo.filetype = "yaml"
local get_clients = vim.lsp.get_clients or vim.lsp.get_active_clients
await("client", function() return #get_clients() > 0 end)
local client = get_clients()[1].id

-- Findings. Columns count bytes: "größe 🙂" has 7 characters, 8 UTF-16 units and 12 bytes.
await("finding", function() return #vim.diagnostic.get(buffer) > 0 end)
local found = vim.diagnostic.get(buffer)
expect("findings", #found, 1)
local line = vim.api.nvim_buf_get_lines(buffer, found[1].lnum, found[1].lnum + 1, true)[1]
expect("line of the finding", found[1].lnum, 3)
expect("text of the finding", line:sub(found[1].col + 1, found[1].end_col), "output")
expect("rule", found[1].code or found[1].user_data.lsp.code, "unknown-key")
expect("source", found[1].source, "assets")

local function request(method, params)
  local responses = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  local response = responses and responses[client]
  if not response or not response.result then fail("no response to " .. method .. ": " .. vim.inspect(responses)) end
  return response.result
end

vim.api.nvim_win_set_cursor(0, { 9, 15 })
local hover = request("textDocument/hover", vim.lsp.util.make_position_params(0, "utf-16"))
if not hover.contents.value:find("written by `stage_trips in kestra.company.data/data_pipeline_assets`", 1, true) then
  fail("hover: " .. hover.contents.value)
end

-- Correction of the finding.
local range = { start = { line = 3, character = 0 }, ["end"] = { line = 3, character = 0 } }
local actions = request("textDocument/codeAction", {
  textDocument = vim.lsp.util.make_text_document_params(buffer),
  range = range,
  context = { diagnostics = {}, only = { "quickfix" } },
})
expect("title of the action", actions[1].title, 'Write "outputs"')
vim.lsp.util.apply_workspace_edit(actions[1].edit, "utf-16")
vim.cmd("write")
await("corrected file without findings", function() return #vim.diagnostic.get(buffer) == 0 end)

-- Definition: the producer.
vim.lsp.buf.definition()
await("jump to the producer", function()
  return vim.api.nvim_buf_get_name(0):find("flows/data/data_pipeline_assets.yml", 1, true) ~= nil
end)
expect("place of the producer", vim.api.nvim_win_get_cursor(0), { 22, 14 })

vim.lsp.stop_client(client)
vim.cmd("qall!")
